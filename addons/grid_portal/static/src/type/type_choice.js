/**
 * The size of the type is kept for every page as soon as it is chosen. Without this script a button sends the choice.
 */

const YEAR = 365 * 24 * 60 * 60; // seconds
const tick = document.querySelector(".grid_type [type=checkbox]");

tick?.addEventListener("change", () => {
    document.cookie = `grid_type=${tick.checked ? tick.value : "usual"}; path=/; max-age=${YEAR}; samesite=lax`;
    document.documentElement.classList.toggle("grid_large", tick.checked);
});
