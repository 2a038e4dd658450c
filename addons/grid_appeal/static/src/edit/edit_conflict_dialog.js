import { Component } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";

/** Somebody saved a newer version meanwhile: who, what, and whose values shall stand. */
export class EditConflictDialog extends Component {
    static template = "grid_appeal.EditConflictDialog";
    static components = { Dialog };
    static props = { changes: Array, typed: Array, choose: Function, close: Function };

    get both() {
        return this.props.changes.some(({ name }) => this.props.typed.includes(name));
    }

    choose(choice) {
        this.props.choose(choice);
        this.props.close();
    }
}
