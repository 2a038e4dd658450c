import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A filled form in its official layout; a figure opens the records that it counts. */
export class StatutoryTable extends Component {
    static template = "grid_quality.StatutoryTable";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get table() {
        return this.props.record.data[this.props.name];
    }

    async open(key, place, isWhole = false) {
        const { resModel, resId } = this.props.record;
        this.action.doAction(await this.orm.call(resModel, "action_records", [[resId], key, place, isWhole]));
    }
}

registry.category("fields").add("statutory_table", { component: StatutoryTable, supportedTypes: ["json"] });
