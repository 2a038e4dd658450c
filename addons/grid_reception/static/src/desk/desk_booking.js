import { patch } from "@web/core/utils/patch";

import { DeskCustomer } from "@grid_appeal/desk/desk_customer";

/** A time is booked from the card of a call and a window: of its customer, with what was typed of the question. */
patch(DeskCustomer.prototype, {
    book() {
        const { customer, typed } = this.card;
        this.action.doAction("grid_reception.grid_appointment_booking_action", {
            additionalContext: { default_partner_id: customer.id, default_question: typed.text || false },
        });
    },
});
