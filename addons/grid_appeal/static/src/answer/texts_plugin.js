import { isHtmlContentSupported } from "@html_editor/core/selection_plugin";
import { Plugin } from "@html_editor/plugin";
import { parseHTML } from "@html_editor/utils/html";
import { withSequence } from "@html_editor/utils/resource";
import { _t } from "@web/core/l10n/translation";

import { TextsDialog } from "./texts_dialog";

/** Puts prepared texts where the cursor stands, else at the end. */
export class TextsPlugin extends Plugin {
    static id = "gridTexts";
    static dependencies = ["dialog", "dom", "history", "selection"];
    static shared = ["openTexts"];
    resources = {
        user_commands: [
            {
                id: "openTexts",
                title: _t("Templates and texts"),
                description: _t("Insert a prepared text"),
                icon: "fa-file-text-o",
                run: () => this.openTexts(),
                isAvailable: isHtmlContentSupported,
            },
        ],
        powerbox_categories: withSequence(5, { id: "grid_texts", name: _t("Prepared texts") }),
        powerbox_items: { categoryId: "grid_texts", commandId: "openTexts" },
        selectionchange_handlers: ({ documentSelectionIsInEditable }) => {
            this.visited ||= documentSelectionIsInEditable;
        },
    };

    openTexts() {
        this.dependencies.dialog.addDialog(TextsDialog, {
            load: this.config.loadTexts,
            insert: (html) => this.insert(html),
        });
    }

    insert(html) {
        if (!this.visited) {
            this.dependencies.selection.setCursorEnd(this.editable.lastElementChild || this.editable);
        }
        this.dependencies.dom.insert(parseHTML(this.document, html));
        this.dependencies.history.addStep();
    }
}
