/** Emphasises `text` as the place it goes to allows. */
export type Style = (emphasis: 'bold' | 'dim', text: string) => string;
