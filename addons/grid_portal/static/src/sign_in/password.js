/**
 * The password of the sign-in: its eye shows what is typed, and Caps Lock is told.
 */

const password = document.querySelector(".oe_login_form #password");
const eye = document.querySelector(".oe_login_form .o_show_password");
const capsLock = document.querySelector(".oe_login_form #caps_lock");

eye?.addEventListener("click", () => {
    const isShown = password.type === "password";
    password.type = isShown ? "text" : "password";
    eye.setAttribute("aria-pressed", isShown);
    eye.firstElementChild.className = isShown ? "fa fa-eye-slash" : "fa fa-eye";
});

for (const act of ["keydown", "keyup"]) {
    password?.addEventListener(act, (event) => {
        capsLock.hidden = !event.getModifierState?.("CapsLock");
    });
}
