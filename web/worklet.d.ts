/** What a script of an audio worklet finds around it; the types of a page do not know it. */
declare class AudioWorkletProcessor { readonly port: MessagePort; }
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
