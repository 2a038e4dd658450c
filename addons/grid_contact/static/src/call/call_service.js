import { registry } from "@web/core/registry";

import { reactive } from "@odoo/owl";

const NEWS = "grid_contact.call";

/**
 * The calls of the person at the screen. The bus names those that changed, the server tells the rest; nothing polls.
 * A call that begins to ring opens the card by itself, in one tab.
 */
export const callService = {
    dependencies: ["action", "bus_service", "multi_tab", "orm"],
    start(env, { action, bus_service: bus, multi_tab: tabs, orm }) {
        const state = reactive({ calls: [], cards: 0 });
        const show = (calls) => {
            state.calls = calls;
        };
        const refresh = async () => show(await orm.silent.call("grid.appeal.desk", "calls", []));
        bus.subscribe(NEWS, async () => {
            const known = new Set(state.calls.map((call) => call.id));
            await refresh();
            const rings = state.calls.some((call) => call.stage === "ringing" && !known.has(call.id));
            if (rings && !state.cards && (await tabs.isOnMainTab())) {
                action.doAction("grid_appeal.grid_appeal_desk_action");
            }
        });
        bus.start();
        return { state, show, refresh };
    },
};

registry.category("services").add("grid_contact.calls", callService);
