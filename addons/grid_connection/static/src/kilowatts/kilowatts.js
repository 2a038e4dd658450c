import { registry } from "@web/core/registry";
import { formatFloat } from "@web/views/fields/formatters";
import { floatField } from "@web/views/fields/float/float_field";

/** Kilowatts to the watt, without zeros at the end: the sums of groups and of the whole list are written like the rows. */
const WRITTEN = { digits: [16, 3], trailingZeros: false };

registry.category("formatters").add("kilowatts", (value, options = {}) => formatFloat(value, { ...options, ...WRITTEN }));
registry.category("fields").add("kilowatts", {
    ...floatField,
    extractProps: (...info) => ({ ...floatField.extractProps(...info), ...WRITTEN }),
});
