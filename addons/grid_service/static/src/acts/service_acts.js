import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

/** The acts that the passport allows now, as buttons; each opens its dialog. */
export class ServiceActs extends Component {
    static template = "grid_service.ServiceActs";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get acts() {
        return this.props.record.data[this.props.name].records.map(({ resId, data }) => ({
            id: resId,
            name: data.display_name,
        }));
    }

    async open(act) {
        if (!(await this.props.record.save())) {
            return;
        }
        const { data, resId } = this.props.record; // a case that grows from a request names it
        await this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: act.name,
                res_model: "grid.service.act",
                views: [[false, "form"]],
                target: "new",
                context: { default_request_id: data.request_id?.id || resId, default_transition_id: act.id },
            },
            { onClose: () => this.props.record.load() }
        );
    }
}

export const serviceActs = {
    component: ServiceActs,
    displayName: _t("Acts of a passport"),
    supportedTypes: ["many2many"],
    relatedFields: [{ name: "display_name", type: "char" }],
};

registry.category("fields").add("service_acts", serviceActs);
