/**
 * The sign-in by a passkey. Odoo's own script does the same, and asks for two megabytes of others.
 */

import { startAuthentication } from "@auth_passkey/../lib/simplewebauthn";

const link = document.querySelector(".passkey_login_link");

/** Return what the server asks the device to sign. */
async function challenge() {
    const response = await fetch("/auth/passkey/start-auth", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", method: "call", params: {} }),
    });
    return (await response.json()).result;
}

async function signIn() {
    const form = document.querySelector("form.oe_login_form");
    form.elements.webauthn_response.value = JSON.stringify(await startAuthentication(await challenge()));
    form.elements.type.value = "webauthn";
    form.submit(); // without the checks of the name and the password, which stay empty
}

link?.addEventListener("click", (event) => {
    event.preventDefault();
    signIn().catch((error) => console.warn(error)); // she has changed her mind: the page stays as it is
});
