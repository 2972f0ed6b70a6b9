export {type Annotation, readAnnotations} from '../../src/catalogue/annotations.ts';
