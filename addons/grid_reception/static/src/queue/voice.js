/** The voice of the board: a sound and the words of each call, one after another, in the language of the page. */

const PITCHES = [660, 880];

export class Voice {
    constructor(words) {
        this.words = words;
        this.isOn = false;
    }

    /** A browser lets a page speak only after somebody has touched it. */
    turnOn() {
        this.isOn = true;
        this.sounds = new AudioContext();
        this.chime();
    }

    call({ label, window }) {
        if (!this.isOn) {
            return;
        }
        this.chime();
        const spoken = label.replace(/^(\D)0*/, "$1 "); // А017 is said as «А, seventeen»
        const words = new SpeechSynthesisUtterance(
            this.words.replace("{label}", spoken).replace("{window}", window)
        );
        words.lang = document.documentElement.lang;
        words.rate = 0.9;
        speechSynthesis.speak(words);
    }

    chime() {
        PITCHES.forEach((pitch, turn) => {
            const tone = this.sounds.createOscillator();
            const start = this.sounds.currentTime + turn * 0.25;
            tone.frequency.value = pitch;
            tone.connect(this.sounds.destination);
            tone.start(start);
            tone.stop(start + 0.2);
        });
    }
}
