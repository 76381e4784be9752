import { z } from 'zod'
import { Brand, BrandCategory, Category, CategoryRef, FilterAttr, flag, int, pagedInput, pagedOutput, PriceGrade, text } from '@xiaopu/shared/contract'
import { getBrand, getCategory, listBrandCategories, listBrands, listCategories } from '@xiaopu/shared/catalogue'
import { publicProcedure, router } from '../trpc.ts'

export const categoryRouter = router({
  get: publicProcedure
    .meta({ method: 'ectouch.category.get', title: '获取单个分类信息', write: false, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      categoryId: int.min(1).meta({ wireName: 'cat_id' }),
    }))
    .output(z.object({
      category: Category,
      categoryPath: z.array(CategoryRef).meta({ wireName: 'cat_path' }),
      brands: z.array(Brand),
      priceGrades: z.array(PriceGrade),
      filterAttrs: z.array(FilterAttr),
    }))
    .query(({ ctx, input }) => getCategory(ctx, input)),
})

export const categoriesRouter = router({
  get: publicProcedure
    .meta({ method: 'ectouch.categories.get', title: '获取分类列表', write: false, errors: ['NOT_FOUND'] })
    .input(pagedInput({
      parentId: int.min(0).default(0),
      depth: int.min(1).max(5).default(3),
      showInNav: flag.optional(),
    }))
    .output(pagedOutput({
      items: z.array(Category),
    }))
    .query(({ ctx, input }) => listCategories(ctx, input)),
})

export const brandRouter = router({
  category: router({
    get: publicProcedure
      .meta({ method: 'ectouch.brand.category.get', title: '获取品牌分类', write: false, errors: ['NOT_FOUND'] })
      .input(pagedInput({
        brandId: int.min(1),
      }))
      .output(pagedOutput({
        items: z.array(BrandCategory),
      }))
      .query(({ ctx, input }) => listBrandCategories(ctx, input)),
  }),
  get: publicProcedure
    .meta({ method: 'ectouch.brand.get', title: '获取单个品牌信息', write: false, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      brandId: int.min(1),
    }))
    .output(z.object({
      brand: Brand,
    }))
    .query(({ ctx, input }) => getBrand(ctx, input)),
})

export const brandsRouter = router({
  get: publicProcedure
    .meta({ method: 'ectouch.brands.get', title: '获取品牌列表', write: false })
    .input(pagedInput({
      categoryId: int.min(1).meta({ wireName: 'cat_id' }).optional(),
      keywords: text.max(60).optional(),
    }))
    .output(pagedOutput({
      items: z.array(Brand),
    }))
    .query(({ ctx, input }) => listBrands(ctx, input)),
})
