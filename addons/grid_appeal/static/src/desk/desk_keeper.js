import { useDebounced } from "@web/core/utils/timing";

import { onWillUnmount, useEffect, useExternalListener } from "@odoo/owl";

const PAUSE = 700; // milliseconds without a key: a sentence is not sent letter by letter

/** Keep on the server what is typed in a card, also when its page is left or closed by mistake. */
export function useDeskKeeper(card) {
    let kept = { key: "", content: "" };
    const unkept = () => {
        const { key, content } = card;
        if (content === (kept.key === key ? kept.content : "") || card.done || card.busy) {
            return false;
        }
        kept = { key, content };
        return content ? ["keep", key, JSON.parse(content)] : ["drop", key];
    };
    const keep = () => {
        const call = unkept();
        if (call) {
            // a line that is down keeps nothing; the card itself is still on the screen
            card.call(...call).catch(() => {});
        }
    };
    const keepSoon = useDebounced(keep, PAUSE);
    useEffect(
        () => {
            keepSoon();
        },
        () => [card.content]
    );
    onWillUnmount(keep);
    useExternalListener(window, "pagehide", () => {
        const call = unkept();
        if (call) {
            const [method, ...args] = call;
            const params = { model: "grid.appeal.desk", method, args, kwargs: {} };
            const body = JSON.stringify({ jsonrpc: "2.0", method: "call", params });
            navigator.sendBeacon("/web/dataset/call_kw", new Blob([body], { type: "application/json" }));
        }
    });
}
