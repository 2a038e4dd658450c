import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";

import { Component, markup, useEffect, useState } from "@odoo/owl";

/** What to say by the theme that the words of the question speak of. */
export class DeskScripts extends Component {
    static template = "grid_contact.DeskScripts";
    static props = { card: Object };

    setup() {
        this.card = useState(this.props.card);
        this.state = useState({ scripts: [] });
        this.newest = new KeepLast();
        useEffect(
            (category, kind) => {
                this.ask(category, kind);
            },
            () => [this.card.typed.category_id, this.card.typed.kind]
        );
    }

    async ask(category, kind) {
        const scripts = category ? await this.newest.add(this.card.call("scripts", category, kind)) : [];
        // prepared by methodologists and cleaned by the server
        this.state.scripts = scripts.map((script) => ({ ...script, html: markup(script.html) }));
    }
}

registry.category("grid_appeal.desk_parts").add("scripts", DeskScripts, { sequence: 20 });
