import { useEffect, useRef } from "@odoo/owl";

/** Move the keyboard into the field that the card names, once the component that has it is drawn. */
export function useDeskFocus(card) {
    const root = useRef("root");
    useEffect(
        () => {
            root.el?.querySelector(`[data-desk="${card.focus.on}"]`)?.focus();
        },
        () => [card.focus.turn]
    );
}
