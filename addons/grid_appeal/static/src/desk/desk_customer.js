import { useService } from "@web/core/utils/hooks";

import { Component, useState } from "@odoo/owl";

import { useDeskFocus } from "./desk_focus";

const LEVELS = { danger: "alert-danger", warning: "alert-warning", info: "alert-info" };
const DUE = { overdue: "text-danger fw-bold", due_soon: "text-warning-emphasis fw-bold", running: "text-success" };

/** Who it is: the customer with her usage points and open appeals, or the words of a new applicant. */
export class DeskCustomer extends Component {
    static template = "grid_appeal.DeskCustomer";
    static props = { card: Object };

    setup() {
        this.card = useState(this.props.card);
        useDeskFocus(this.card);
        this.action = useService("action");
    }

    levelClass(level) {
        return LEVELS[level] || LEVELS.info;
    }

    dueClass(state) {
        return DUE[state] || "";
    }

    open(model, id) {
        this.action.doAction({ type: "ir.actions.act_window", res_model: model, res_id: id, views: [[false, "form"]] });
    }
}
