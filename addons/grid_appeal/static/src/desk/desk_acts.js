import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/**
 * The buttons of a card, by sequence. An addon adds its own ("Call back") with the same keys:
 *   hotkey, keys   the keyboard's way, and how it is written on the button
 *   className      of the button
 *   label(card)    its words
 *   run(card)      what it does; `card` is a DeskCard
 *   isShown(card)  optional: when it stands there at all
 */
export const deskActs = registry.category("grid_appeal.desk_acts");

deskActs.add(
    "answer_at_once",
    {
        hotkey: "control+enter",
        keys: "Ctrl+Enter",
        className: "btn-secondary",
        label: (card) => (card.answering ? _t("The person agrees: close") : _t("Answered at once")),
        run: (card) => (card.answering ? card.answerAtOnce() : card.beginAnswer()),
    },
    { sequence: 10 }
);
deskActs.add(
    "register",
    {
        hotkey: "control+s",
        keys: "Ctrl+S",
        className: "btn-primary",
        label: () => _t("Register"),
        run: (card) => card.register(),
    },
    { sequence: 20 }
);
