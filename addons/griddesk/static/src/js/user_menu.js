import { registry } from "@web/core/registry";

// help and accounts of the publisher are of no use to the staff of a grid operator
const items = registry.category("user_menuitems");
items.remove("support");
items.remove("odoo_account");
