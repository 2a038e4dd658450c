import { session } from "@web/session";

// the buttons «Add to spreadsheet» stand on every list and graph: who may use no spreadsheets would be refused there
document.documentElement.classList.toggle("o_grid_without_spreadsheets", !session.may_use_spreadsheets);
