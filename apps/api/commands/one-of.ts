/** A nested object of one of several shapes, told apart by a code in it. */
import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { IsJsonObject } from '@nastavnik/platform/http';

type Shape = abstract new () => object;

/** Declares the field: `base` has the code, `shapes` the class for each of its values. Stands on the controller's body. */
export const OneOfField = (
  property: string,
  base: Shape,
  shapes: { readonly [code: string]: Shape },
): PropertyDecorator => {
  const mapping = Object.entries(shapes).map(([code, shape]) => [code, getSchemaPath(shape as never)]);
  return applyDecorators(
    IsJsonObject(),
    ValidateNested(),
    Type(() => base as never, {
      keepDiscriminatorProperty: true,
      discriminator: {
        property,
        subTypes: Object.entries(shapes).map(([name, value]) => ({ name, value: value as never })),
      },
    }),
    ApiProperty({
      oneOf: [...new Set(mapping.map(([, path]) => path))].map((path) => ({ $ref: path as string })),
      discriminator: { propertyName: property, mapping: Object.fromEntries(mapping) },
    }),
  );
};

/** Declares the shapes of {@link OneOfField} in the documentation. Stands on the controller. */
export const Shapes = (...all: readonly { readonly [code: string]: Shape }[]): ClassDecorator =>
  ApiExtraModels(...(new Set(all.flatMap((shapes) => Object.values(shapes))) as Set<never>));
