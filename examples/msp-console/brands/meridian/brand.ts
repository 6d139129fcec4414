import { defineBrand } from '../brand.ts';

export default defineBrand({
  name: 'Meridian Managed Services',
  shortName: 'Meridian',
  hosts: ['meridian.localhost'],
  mark: { light: 'mark.svg', dark: 'mark-dark.svg' },
  wordmark: null,
  favicon: 'mark.svg',
  themeColor: { light: '#ffffff', dark: '#16181d' },
  theme: {
    accent: { light: '#0f6e63', dark: '#4fc3b0' },
    onAccent: { light: '#ffffff', dark: '#04211d' },
  },
  fonts: [],
  links: {
    help: 'https://help.meridian.example',
    status: 'https://status.meridian.example',
    imprint: 'https://meridian.example/imprint',
    privacy: 'https://meridian.example/privacy',
  },
  support: { email: 'support@meridian.example', phone: null },
  words: {},
});
