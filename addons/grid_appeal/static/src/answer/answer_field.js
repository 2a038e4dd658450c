import { HtmlField, htmlField } from "@html_editor/fields/html_field";
import { registry } from "@web/core/registry";

import { TextsPlugin } from "./texts_plugin";

/** The editor of an answer, with the prepared texts at hand. */
export class AnswerField extends HtmlField {
    static template = "grid_appeal.AnswerField";

    get ticketId() {
        const { resModel, resId, data } = this.props.record;
        return resModel === "helpdesk.ticket" ? resId : data.ticket_id.id;
    }

    getConfig() {
        const config = super.getConfig();
        config.Plugins = [...config.Plugins, TextsPlugin];
        config.loadTexts = () =>
            this.ormService.call("helpdesk.ticket", "get_texts_at_hand", [[this.ticketId]]);
        return config;
    }

    openTexts() {
        this.editor.shared.gridTexts.openTexts();
    }
}

registry.category("fields").add("grid_answer", { ...htmlField, component: AnswerField });
