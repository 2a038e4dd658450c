import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onWillStart, useState } from "@odoo/owl";

import { deskActs } from "./desk_acts";
import { DeskCard } from "./desk_card";
import { DeskCustomer } from "./desk_customer";
import { DeskDone } from "./desk_done";
import { useDeskKeeper } from "./desk_keeper";
import { DeskQuestion } from "./desk_question";
import { DeskSearch } from "./desk_search";

/**
 * Components that stand above the search, by sequence; each gets the card. An addon adds its own: the call that rings.
 */
const deskParts = registry.category("grid_appeal.desk_parts");

/** The card of a call and of a window, worked by the keyboard from the first key to the number. */
export class Desk extends Component {
    static template = "grid_appeal.Desk";
    static components = { DeskCustomer, DeskDone, DeskQuestion, DeskSearch };
    static props = { ...standardActionServiceProps };

    setup() {
        this.card = useState(new DeskCard(useService("orm")));
        this.acts = deskActs.getAll();
        this.parts = deskParts.getAll();
        for (const act of this.acts) {
            useHotkey(act.hotkey, () => act.run(this.card), {
                bypassEditableProtection: true,
                isAvailable: () => !this.card.done && this.isShown(act),
            });
        }
        useHotkey("escape", () => this.card.stopAnswer(), { isAvailable: () => this.card.answering });
        onWillStart(() => this.card.start());
        useDeskKeeper(this.card);
    }

    onBranch(ev) {
        this.card.typed.branch_id = Number(ev.target.value);
    }

    isShown(act) {
        return !act.isShown || act.isShown(this.card);
    }
}

registry.category("actions").add("grid_appeal.desk", Desk);
