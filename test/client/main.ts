/** `npm run client:types`: writes the types of `libs/client` from the API as it is now. */
import { writeFileSync } from 'node:fs';
import { clientTypes, TYPES } from './generate';

void clientTypes().then(
  (text) => {
    writeFileSync(TYPES, text);
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
