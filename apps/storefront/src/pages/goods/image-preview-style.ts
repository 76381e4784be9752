import 'vant/es/image-preview/style'
