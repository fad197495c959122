package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.Han;
import dev.yinhu.piiscanner.han.WordTrie;

/**
 * Names of two or more parts with a dot between them, as Uyghur, Kazakh, Mongol, Tibetan and
 * foreign names are written in Chinese. The parts are made of the few hundred characters that
 * transcribe sounds, which tells where such a name begins and ends. Immutable.
 */
final class DottedNames {
  private static final int LONGEST_PART = 8;
  private static final int LONGEST = 24;

  /** Own list. */
  private static final String SOUNDS =
      "阿艾爱安奥巴拜白班保贝比毕波博布才查察车赤楚次措达戴丹道德邓迪蒂丁顿多额鄂恩尔法凡费弗夫福富噶嘎盖甘冈哥格葛贡古瓜哈海汉豪赫黑亨呼胡华霍基吉加佳嘉贾"
          + "江杰金卡凯坎康考科克肯库奎拉兰朗劳勒雷黎里力丽利莉林琳留龙卢鲁路伦罗洛吕玛马买麦曼芒茅梅美蒙米密明莫默姆木穆拿娜纳乃南内妮尼年宁纽努诺欧帕潘庞培佩"
          + "彭皮平普齐其奇恰强乔切钦琼曲热仁日荣茹瑞萨赛桑色瑟森沙莎山珊尚舍申圣施石史什士舒朔斯丝思松苏素索塔太泰坦汤唐陶特藤提铁廷图吐托瓦万旺威维韦魏温文翁"
          + "沃乌吾西希锡喜夏香肖谢辛欣雄修旭许雅亚延扬央仰耶叶伊依宜因英尤约泽扎增詹珍芝知治卓兹宗祖佐则洋珠尊孜旦娃坚赞仓让卜杜玉甫荪肉汗居敖那都不逊买热合孙"
          + "莱妥拖吞慕柯贤萧菲芬芙茜蕾黛碧莲娅薇薛邦宾帝佛夸坤垂埃堡塞夏娄孟崔席廖弥彼惠戈摩斐朱朵柏查柳根桂梯楚欣沁泽洁浦涅滕炎烈特狄玻珀玫理琪瓊甜略登盎确祁"
          + "科穷策米缪翰肃胥腊舍良芭苏英荷莎菜萝葆蒂蓝虎裕让詹诗诸谟贵赖赫起辛达近迦迪迭逊道那邱郎采里鉴钱锡门阎阑阿陀隆雍雷霍非韩顿顺额飞马骆高魁鲍鸠麦默齐龙"
          + "宝音孟和青仙琴云花其木梅朝嘎呼古茹尕珠措姆曲央拉江吉卓平毛多先才切桑东周文本智扎敦";

  /** What a word costs that stands about once in 200,000 words. */
  private static final int EVERYDAY = 122;

  private final boolean[] sound = new boolean[0x10000];
  private final WordTrie words;

  DottedNames(WordTrie words) {
    this.words = words;
    for (int i = 0; i < SOUNDS.length(); i++) {
      sound[SOUNDS.charAt(i)] = true;
    }
    for (int c = 0; c < sound.length; c++) {
      sound[c] |= sound[Han.simple((char) c)];
    }
  }

  /** Where the name around a dot begins, or -1 when the dot is within no name. */
  int start(char[] chars, int dot) {
    int at = dot;
    while (at > 0 && dot - at < LONGEST_PART && sound[chars[at - 1]]) {
      at--;
    }
    at = behindWord(chars, at, dot);
    return dot - at < 2 || (at > 0 && Marks.isDot(chars[at - 1])) ? -1 : at;
  }

  /** Skips what is the end of an everyday word rather than a sound: 值班洛桑, 科库尔班. */
  private int behindWord(char[] chars, int start, int dot) {
    int at = start;
    for (int from = Math.max(0, start - 3); from <= start && from < dot - 3; from++) {
      int node = words.step(WordTrie.ROOT, chars[from]);
      for (int i = from + 1; i < dot - 2 && node != WordTrie.NONE; i++) {
        node = words.step(node, chars[i]);
        boolean word = node != WordTrie.NONE && words.value(node) != WordTrie.NO_WORD;
        if (word && i >= start && words.value(node) <= EVERYDAY) {
          at = Math.max(at, i + 1);
        }
      }
    }
    return at;
  }

  /** Where the name around a dot ends, or -1 when the dot is within no name. */
  int end(char[] chars, int length, int dot) {
    int part = dot;
    int limit = Math.min(length, dot + LONGEST);
    int at = dot;
    while (at < limit && Marks.isDot(chars[at])) {
      part = at + 1;
      at = part;
      while (at < limit && at - part < LONGEST_PART && sound[chars[at]]) {
        at++;
      }
      if (at == part) {
        return -1;
      }
    }
    return at - part < 2 ? -1 : at;
  }
}
