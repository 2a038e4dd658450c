import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

import { Component, onWillDestroy, useEffect, useState } from "@odoo/owl";

const TONES = { ringing: "warning", talking: "success" };

/** The call on the card: who calls while it rings, whom it may be, and how it ended. */
export class DeskCalls extends Component {
    static template = "grid_contact.DeskCalls";
    static props = { card: Object };

    setup() {
        this.card = useState(this.props.card);
        this.calls = useService("grid_contact.calls");
        this.state = useState(this.calls.state);
        this.calls.state.cards++;
        onWillDestroy(() => this.calls.state.cards--);
        this.calls.refresh();
        // one that rings takes an empty card by itself; a card that is begun is never taken away
        useEffect(
            (call) => {
                if (call && !this.card.content && !this.card.done && !this.card.typed.call_id) {
                    this.take(call);
                }
            },
            () => [this.state.calls.find((call) => call.stage === "ringing")]
        );
        useEffect(
            (done, promised) => {
                if (done || promised) {
                    this.calls.refresh();
                }
            },
            () => [this.card.done, this.card.promised]
        );
    }

    tone(call) {
        return TONES[call.stage] || "secondary";
    }

    isTaken(call) {
        return this.card.typed.call_id === call.id;
    }

    async take(call) {
        await this.card.setAside();
        Object.assign(this.card.typed, { call_id: call.id, channel: "phone" });
        const known = call.found.length === 1 ? call.found[0] : call.found.find((hit) => hit.id === call.partner_id);
        if (known) {
            await this.card.choose(known);
        } else if (!call.found.length) {
            this.card.newApplicant({ phone: call.phone });
        }
    }

    /** Of several customers with one number the operator hears who calls: the card is hers, and the call too. */
    async choose(call, hit) {
        await this.card.choose(hit);
        this.calls.show(await this.card.call("note_caller", call.id, hit.id));
    }

    async wrapUp(call, result) {
        const left = await this.card.call("wrap_up", call.id, result.id, this.isTaken(call) ? this.card.typed.text : "");
        this.calls.show(left);
        if (this.isTaken(call)) {
            await this.card.call("drop", this.card.key);
            this.card.clear();
        }
    }
}

registry.category("grid_appeal.desk_parts").add("calls", DeskCalls, { sequence: 10 });
