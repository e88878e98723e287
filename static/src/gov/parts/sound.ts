import { ref, watch, type Ref } from "vue";

const KEPT = "tradein.alert-sound";
const wanted = ref(localStorage.getItem(KEPT) === "on");
watch(wanted, (on) => localStorage.setItem(KEPT, on ? "on" : "off"));

/** Whether new alerts shall be heard; off until somebody asks for it. */
export function useSound(): Ref<boolean> {
  return wanted;
}

/** Two short tones. */
export function chime(): void {
  const audio = new AudioContext();
  [660, 880].forEach((pitch, index) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.value = 0.08;
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + index * 0.18);
    tone.stop(audio.currentTime + index * 0.18 + 0.15);
  });
  setTimeout(() => void audio.close(), 600);
}
