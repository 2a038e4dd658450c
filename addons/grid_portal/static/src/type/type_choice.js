/**
 * The size of the type changes on the page itself, so that what is typed there stays. Without this script the server
 * notes the choice and the page is opened again.
 */

const YEAR = 365 * 24 * 60 * 60; // seconds
const choice = document.querySelector("form[action$='/type']");

choice?.addEventListener("submit", (event) => {
    event.preventDefault();
    const { value } = event.submitter;
    document.cookie = `grid_type=${value}; path=/; max-age=${YEAR}; samesite=lax`;
    document.documentElement.classList.toggle("grid_large", value === "large");
    const buttons = [...choice.querySelectorAll("button")];
    for (const button of buttons) {
        button.hidden = button.value === value;
    }
    buttons.find((button) => !button.hidden).focus();
});
