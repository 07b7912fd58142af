export { x } from '../commands';
