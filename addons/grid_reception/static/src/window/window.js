import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";

import { spent, useClock } from "./clock";
import { WindowDesk } from "./window_desk";

const NEWS = "grid_reception";

/** The screen of a window: who is called, who is next, and what is done with the visitor, by the keyboard. */
export class WindowScreen extends Component {
    static template = "grid_reception.Window";
    static props = { ...standardActionServiceProps };

    setup() {
        this.desk = useState(new WindowDesk(useService("orm")));
        this.action = useService("action");
        this.bus = useService("bus_service");
        this.clock = useClock();
        this.spent = spent;
        this.onNews = (news) => news.office === this.office && this.desk.read();
        this.bus.subscribe(NEWS, this.onNews);
        useBus(this.bus, "BUS:RECONNECT", () => this.desk.read());
        useEffect(
            (channel) => {
                if (channel) {
                    this.bus.addChannel(channel);
                    return () => this.bus.deleteChannel(channel);
                }
            },
            () => [this.desk.screen.window.channel]
        );
        const root = useRef("root");
        useEffect(
            (asking) => asking && root.el.querySelector(".o_window_asking select, .o_window_asking input").focus(),
            () => [this.desk.asking]
        );
        this.keys();
        onWillStart(() => this.desk.read());
        onWillUnmount(() => this.bus.unsubscribe(NEWS, this.onNews));
    }

    keys() {
        const desk = this.desk;
        const key = (hotkey, run, isAvailable) =>
            useHotkey(hotkey, run, { bypassEditableProtection: true, isAvailable: () => !desk.asking && isAvailable() });
        key("control+enter", () => desk.next(), () => desk.screen.window && !desk.isCalled);
        key("alt+1", () => desk.act("start"), () => desk.isCalled);
        key("alt+2", () => desk.act("recall"), () => desk.isCalled);
        key("alt+3", () => desk.act("no_show"), () => desk.isCalled);
        key("alt+4", () => this.register(), () => desk.isServing);
        key("alt+5", () => this.openRequest(), () => desk.isServing);
        key("alt+6", () => desk.begin("customer"), () => desk.isServing);
        key("alt+7", () => desk.begin("hand_over"), () => desk.ticket);
        key("alt+8", () => desk.begin("put_back"), () => desk.ticket);
        key("alt+9", () => desk.act("finish"), () => desk.isServing);
        useHotkey("escape", () => desk.stopAsking(), { isAvailable: () => desk.asking });
    }

    get office() {
        return this.desk.screen.window.office_id;
    }

    isOverdue(line) {
        return this.clock.now > new Date(line.due_at);
    }

    // --- what is done for the visitor
    register() {
        this.action.doAction("grid_appeal.grid_appeal_desk_action");
    }

    openRequest() {
        const { id, partner } = this.desk.ticket;
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "grid.service.request",
            views: [[false, "form"]],
            context: { default_queue_ticket_id: id, default_partner_id: partner?.id },
        });
    }

    openRecord(model, id) {
        this.action.doAction({ type: "ir.actions.act_window", res_model: model, res_id: id, views: [[false, "form"]] });
    }

    printReceipt(appeal) {
        window.open(`/grid_appeal/slip/${appeal.id}`, "_blank");
    }

    onService(ev) {
        Object.assign(this.desk.typed, { service_id: Number(ev.target.value), window_id: false });
    }

    onWindow(ev) {
        this.desk.typed.window_id = Number(ev.target.value) || false;
    }
}

registry.category("actions").add("grid_reception.window", WindowScreen);
