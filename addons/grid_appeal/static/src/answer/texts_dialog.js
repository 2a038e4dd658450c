import { Component, markup, onWillStart, useEffect, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";

const INSERTED = ["template", "block"];

/** Prepared texts to put into the answer; scripts and documents to read. */
export class TextsDialog extends Component {
    static template = "grid_appeal.TextsDialog";
    static components = { Dialog };
    static props = { load: Function, insert: Function, close: Function };

    setup() {
        this.title = _t("Templates and texts");
        this.kinds = [
            ["", _t("Everything")],
            ["template", _t("Templates")],
            ["block", _t("Text blocks")],
            ["ethics", _t("Scripts")],
            ["document", _t("Documents")],
        ];
        this.state = useState({ texts: [], words: "", kind: "", position: 0 });
        this.list = useRef("list");
        useAutofocus({ refName: "search" });
        onWillStart(async () => {
            this.state.texts = await this.props.load();
        });
        useEffect(
            () => {
                this.list.el?.querySelector(".active")?.scrollIntoView({ block: "nearest" });
            },
            () => [this.state.position]
        );
    }

    get found() {
        const words = this.state.words.toLowerCase().split(/\s+/).filter(Boolean);
        return this.state.texts.filter((text) => {
            const content = `${text.name} ${text.norm} ${text.words}`.toLowerCase();
            return (
                (!this.state.kind || text.kind === this.state.kind) &&
                words.every((word) => content.includes(word))
            );
        });
    }

    get picked() {
        return this.found[this.state.position];
    }

    get pickedHtml() {
        return markup(this.picked.html);
    }

    /** The first text of others: a line parts it from those meant for this appeal. */
    get firstOther() {
        return this.found.find((text) => !text.fits);
    }

    isInserted(text) {
        return INSERTED.includes(text.kind);
    }

    choose(kind) {
        Object.assign(this.state, { kind, position: 0 });
    }

    search(ev) {
        Object.assign(this.state, { words: ev.target.value, position: 0 });
    }

    onKeydown(ev) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
        if (step) {
            const last = this.found.length - 1;
            this.state.position = Math.max(0, Math.min(last, this.state.position + step));
            ev.preventDefault();
        } else if (ev.key === "Enter") {
            this.insert();
            ev.preventDefault();
        }
    }

    insert() {
        if (this.picked && this.isInserted(this.picked)) {
            this.props.insert(this.picked.html);
            this.props.close();
        }
    }
}
