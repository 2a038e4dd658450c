import { useDebounced } from "@web/core/utils/timing";

import { Component, useState } from "@odoo/owl";

import { useDeskFocus } from "./desk_focus";

const PAUSE = 350; // milliseconds without a key

/** What the person asks, and what the words suggest; by the end also what she was told. */
export class DeskQuestion extends Component {
    static template = "grid_appeal.DeskQuestion";
    static props = { card: Object };

    setup() {
        this.card = useState(this.props.card);
        useDeskFocus(this.card);
        this.suggest = useDebounced(() => this.card.suggest(), PAUSE);
    }

    /** The categories as a select shows them: a group for each top of the tree. */
    get groups() {
        const all = this.card.choices.categories;
        const tops = all.filter((one) => !one.parent_id);
        const below = (top) => all.filter((one) => one.parent_id && this.topOf(one).id === top.id);
        return tops.map((top) => ({ ...top, options: [top, ...below(top)] }));
    }

    topOf(category) {
        const parent = this.card.choices.categories.find((one) => one.id === category.parent_id);
        return parent ? this.topOf(parent) : category;
    }

    onInput() {
        delete this.card.errors.text;
        this.suggest();
    }

    onCategory(ev) {
        this.card.pick("category_id", Number(ev.target.value) || false);
    }
}
