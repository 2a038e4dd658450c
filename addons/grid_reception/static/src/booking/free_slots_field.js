import { deserializeDate, deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { rpcBus } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component, useState } from "@odoo/owl";

/** The free times of a service: a button for each day, then one for each time, by the clock of the office. */
export class FreeSlotsField extends Component {
    static template = "grid_reception.FreeSlots";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ days: [], day: false, isRead: false });
        this.service = false;
        useRecordObserver((record) => {
            const id = record.data.service_id?.id || false;
            return id === this.service ? undefined : this.read(id);
        });
        useBus(rpcBus, "RPC:RESPONSE", ({ detail }) => this.onAnswer(detail));
    }

    /** Read the times of a service; the day that she looks at stays while it has one. */
    async read(id) {
        this.service = id;
        const days = id ? await this.orm.silent.call("grid.appointment", "free_slots", [id]) : [];
        if (id === this.service) {
            const day = (days.find((one) => one.day === this.state.day) || days[0])?.day || false;
            Object.assign(this.state, { days, day, isRead: Boolean(id) });
        }
    }

    /** A booking that was refused may have found its time taken: what is offered next is free now. */
    onAnswer({ error, data }) {
        if (error && data.params.model === this.props.record.resModel && this.service) {
            this.read(this.service);
        }
    }

    get times() {
        return this.state.days.find((one) => one.day === this.state.day)?.times || [];
    }

    get chosen() {
        const value = this.props.record.data[this.props.name];
        return value ? serializeDateTime(value) : "";
    }

    dayWords(day) {
        return deserializeDate(day).toFormat("ccc d MMM");
    }

    choose(time) {
        return this.props.record.update({ [this.props.name]: deserializeDateTime(time.at) });
    }
}

registry.category("fields").add("grid_free_slots", {
    component: FreeSlotsField,
    supportedTypes: ["datetime"],
    fieldDependencies: [{ name: "service_id", type: "many2one" }],
});
