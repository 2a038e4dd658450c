import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { useService } from "@web/core/utils/hooks";

import { Component, useState } from "@odoo/owl";

import { useDeskFocus } from "./desk_focus";

/** What the card became: the number and the date, big, to be read aloud; the receipt; the next one. */
export class DeskDone extends Component {
    static template = "grid_appeal.DeskDone";
    static props = { card: Object };

    setup() {
        this.card = useState(this.props.card);
        useDeskFocus(this.card);
        this.action = useService("action");
        useHotkey("control+p", () => this.print(), { bypassEditableProtection: true });
    }

    print() {
        window.open(`/grid_appeal/slip/${this.card.done.id}`, "_blank");
    }

    open() {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "helpdesk.ticket",
            res_id: this.card.done.id,
            views: [[false, "form"]],
        });
    }
}
