/** News of an office's queue over the socket of the bus: no page asks again and again, each reads anew when told. */

const LONGEST = 30_000; // milliseconds between two tries to connect

export class News {
    constructor({ channel, socket }, { changed, lost }) {
        Object.assign(this, { channel, socket, changed, lost, tries: 0, last: 0 });
        this.connect();
    }

    connect() {
        const address = new URL(this.socket, location.href);
        address.protocol = address.protocol.replace("http", "ws");
        const socket = new WebSocket(address);
        socket.addEventListener("open", () => {
            const data = { channels: [this.channel], last: this.last };
            socket.send(JSON.stringify({ event_name: "subscribe", data }));
            if (this.tries) {
                this.changed(null); // what happened meanwhile
            }
            this.tries = 0;
            this.lost(false);
        });
        socket.addEventListener("message", ({ data }) => {
            for (const { id, message } of JSON.parse(data)) {
                this.last = Math.max(this.last, id);
                if (message.type === "grid_reception") {
                    this.changed(message.payload);
                }
            }
        });
        socket.addEventListener("close", () => {
            this.lost(true);
            this.tries += 1;
            setTimeout(() => this.connect(), Math.min(LONGEST, 500 * 2 ** this.tries) * (0.5 + Math.random() / 2));
        });
    }
}
