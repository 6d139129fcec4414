import { defineBrand } from '../brand.ts';
import { words } from './words.ts';

export default defineBrand({
  name: 'Anvio Betriebsgesellschaft für Cloud-Dienste',
  shortName: 'Anvio',
  hosts: ['anvio.localhost'],
  mark: { light: 'mark.svg', dark: 'mark-dark.svg' },
  wordmark: { light: 'wordmark.svg', dark: 'wordmark-dark.svg' },
  favicon: 'mark.svg',
  themeColor: { light: '#f6f3ee', dark: '#131210' },
  theme: {
    accent: { light: '#4b32c3', dark: '#b7a8ff' },
    onAccent: { light: '#ffffff', dark: '#1a1036' },
    surface: { light: '#fffefc', dark: '#1a1815' },
    surfaceSunken: { light: '#f6f3ee', dark: '#131210' },
    surfaceRaised: { light: '#ffffff', dark: '#221f1b' },
    surfaceHover: { light: '#efeae3', dark: '#2c2823' },
    border: { light: '#e3ddd3', dark: '#393430' },
    borderStrong: { light: '#8c8377', dark: '#7d7468' },
    text: { light: '#1f1b16', dark: '#f1ede6' },
    textQuiet: { light: '#5f574c', dark: '#b3aa9d' },
    radius: 2,
    font: "'Figtree', ui-sans-serif, system-ui, sans-serif",
  },
  fonts: [{ family: 'Figtree', file: 'figtree.woff2', weight: '300 900' }],
  links: {
    help: 'https://hilfe.anvio.example',
    status: 'https://status.anvio.example',
    imprint: 'https://anvio.example/impressum',
    privacy: 'https://anvio.example/datenschutz',
  },
  support: { email: 'leitstelle@anvio.example', phone: '+49 30 5550123' },
  words,
  unsaid: { en: ['workspace'], de: ['Arbeitsbereich'] },
});
