import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** "Call back (4 h)": the third way out of a card. */
async function callBack(card) {
    if (card.busy) {
        return;
    }
    card.busy = true;
    card.failure = "";
    try {
        const { callback, errors } = await card.call("call_back", { key: card.key, ...card.typed });
        card.errors = errors || {};
        if (callback) {
            card.clear();
            card.promised = callback;
        } else {
            card.moveTo(Object.keys(errors)[0]);
        }
    } catch (error) {
        card.failure = card.sentenceOf(error);
    } finally {
        card.busy = false;
    }
}

registry.category("grid_appeal.desk_acts").add(
    "call_back",
    {
        hotkey: "control+b",
        keys: "Ctrl+B",
        className: "btn-secondary",
        label: () => _t("Call back (4 h)"),
        run: callBack,
    },
    { sequence: 30 }
);
