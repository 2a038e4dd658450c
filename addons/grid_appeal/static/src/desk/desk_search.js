import { KeepLast } from "@web/core/utils/concurrency";
import { useDebounced } from "@web/core/utils/timing";

import { Component, useState } from "@odoo/owl";

import { useDeskFocus } from "./desk_focus";

const PAUSE = 150; // milliseconds without a key
const SHORTEST = 3; // as the server: fewer letters would find half of the town

/** The one search field: type whatever the person says of herself, choose by arrows and Enter. */
export class DeskSearch extends Component {
    static template = "grid_appeal.DeskSearch";
    static props = { card: Object };

    setup() {
        this.card = useState(this.props.card);
        useDeskFocus(this.card);
        this.state = useState({ text: "", found: [], said: {}, active: 0, isOpen: false, isAsking: false });
        this.newest = new KeepLast();
        this.ask = useDebounced(() => this.find(), PAUSE);
    }

    get last() {
        return this.state.found.length; // the line after those found: a new applicant
    }

    onInput(ev) {
        this.state.text = ev.target.value;
        this.state.isAsking = this.state.text.trim().length >= SHORTEST;
        this.isEnterWaiting = false;
        if (this.state.isAsking) {
            this.ask();
        } else {
            this.ask.cancel();
            this.state.isOpen = false;
        }
    }

    async find() {
        const text = this.state.text;
        const { found, typed } = await this.newest.add(this.card.call("find", text));
        if (text !== this.state.text) {
            return; // she types on: the next answer is on its way
        }
        Object.assign(this.state, { found, said: typed, active: 0, isOpen: true, isAsking: false });
        // whoever pressed Enter before the list was there chose the only one, or looks now
        if (this.isEnterWaiting && found.length <= 1) {
            this.choose(0);
        }
        this.isEnterWaiting = false;
    }

    onKeydown(ev) {
        const { isOpen, isAsking, active } = this.state;
        if (ev.key === "Enter") {
            ev.preventDefault();
            if (isAsking) {
                this.isEnterWaiting = true;
            } else if (isOpen) {
                this.choose(active);
            }
        } else if (isOpen && (ev.key === "ArrowDown" || ev.key === "ArrowUp")) {
            ev.preventDefault();
            const step = ev.key === "ArrowDown" ? 1 : -1;
            this.state.active = (active + step + this.last + 1) % (this.last + 1);
        } else if (isOpen && ev.key === "Escape") {
            ev.stopPropagation();
            this.state.isOpen = false;
        }
    }

    onFocus() {
        this.state.isOpen = Boolean(this.state.text && this.state.found.length);
    }

    choose(position) {
        const hit = this.state.found[position];
        this.state.isOpen = false;
        if (hit) {
            this.card.choose(hit);
        } else {
            this.card.newApplicant(this.state.said);
        }
    }
}
