/**
 * What is new on a page is noted as read when the page is left. Without this script a button says so.
 */

const form = document.querySelector("form[data-grid-reading]");

if (form) {
    window.addEventListener("pagehide", () => navigator.sendBeacon(form.action, new FormData(form)));
}
