import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** The outage under way at one of the customer's points, if there is one. */
const outageOf = (card) => card.customer?.notices?.find((notice) => notice.outage)?.outage;

/** Answer from the outage at the address: the words are there, the clerk says them and closes the question. */
registry.category("grid_appeal.desk_acts").add(
    "answer_outage",
    {
        hotkey: "control+shift+o",
        keys: "Ctrl+Shift+O",
        className: "btn-danger",
        label: () => _t("Answer from the outage"),
        isShown: (card) => Boolean(outageOf(card)) && !card.answering,
        run: (card) => {
            const { id, words } = outageOf(card);
            Object.assign(card.typed, { outage_id: id, answer: words, kind: "consultation" });
            card.typed.text = card.typed.text || _t("No light: asks when supply comes back");
            card.beginAnswer();
        },
    },
    { sequence: 5 }
);
