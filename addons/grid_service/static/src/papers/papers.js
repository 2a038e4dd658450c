import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { FileUploader } from "@web/views/fields/file_handler";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

const STATES = {
    lacking: { icon: "fa-circle-o text-danger", said: _t("lacking") },
    given: { icon: "fa-clock-o text-warning", said: _t("received, not looked at yet") },
    accepted: { icon: "fa-check text-success", said: _t("accepted") },
    rejected: { icon: "fa-times text-danger", said: _t("not accepted") },
    issued: { icon: "fa-file-text-o text-muted", said: _t("issued") },
};

/** What the passport asks for and what has come: one click takes a file in, accepts it, or says what is wrong. */
export class Papers extends Component {
    static template = "grid_service.Papers";
    static components = { FileUploader };
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
    }

    get rows() {
        return (this.props.record.data[this.props.name] || []).map((row) => ({
            ...row,
            ...STATES[row.state],
            mayGive: row.document && !["given", "accepted"].includes(row.state),
            mayJudge: row.document && row.state === "given",
            url: row.paper && row.has_file && `/web/content/grid.service.paper/${row.paper}/file?download=true`,
        }));
    }

    get requestId() {
        return this.props.record.data.request_id?.id || this.props.record.resId;
    }

    give(row, { name, data }) {
        return this.act("grid.service.request", "action_give_paper", [[this.requestId], row.document, name, data]);
    }

    accept(row) {
        return this.act("grid.service.paper", "action_accept", [[row.paper]]);
    }

    async reject(row) {
        const dialog = await this.orm.call("grid.service.paper", "action_say_what_is_wrong", [[row.paper]]);
        return this.action.doAction(dialog, { onClose: () => this.props.record.load() });
    }

    async act(model, method, args) {
        if (await this.props.record.save()) {
            await this.orm.call(model, method, args);
            await this.props.record.load();
        }
    }
}

registry.category("fields").add("service_papers", {
    component: Papers,
    displayName: _t("Papers of a request"),
    supportedTypes: ["json"],
});
