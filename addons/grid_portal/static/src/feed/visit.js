/**
 * The feed: who has seen what is new finds it marked no more on the next visit. Without this script a button says so.
 */

const form = document.querySelector("form[action$='/my/feed/read']");

if (form) {
    window.addEventListener("pagehide", () => navigator.sendBeacon(form.action, new FormData(form)));
}
