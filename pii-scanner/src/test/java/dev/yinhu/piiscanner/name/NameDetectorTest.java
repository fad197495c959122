package dev.yinhu.piiscanner.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameDetectorTest {
  private static final NameDetector DETECTOR = new NameDetector();

  static List<String> names(String text, Hints hints) {
    List<Candidate> found = new ArrayList<>();
    DETECTOR.detect(FoldedText.of(text), hints, found::add);
    return found.stream()
        .map(candidate -> text.substring(candidate.start(), candidate.end()))
        .toList();
  }

  @Test
  void aPinyinNameIsOneWhereItsColumnSaysSo() {
    assertThat(names("Chen Yufei", new Hints(List.of("full_name")))).containsExactly("Chen Yufei");
    assertThat(names("Chen Yufei ", new Hints(List.of("name_py")))).containsExactly("Chen Yufei");
    assertThat(names("Chen Yufei", new Hints(List.of("product_name")))).isEmpty();
    assertThat(names("Chen Yufei shop", new Hints(List.of("full_name")))).isEmpty();
    assertThat(names("Long Beach", new Hints(List.of("full_name")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"唐山仓、金华仓缺货", "司马光砸缸的故事", "令狐冲同款剑", "慕容山庄民宿", "崔永元式幽默", "倪虹灯广告牌"})
  void roomsThingsAndFiguresOfBooksAreNoNames(String text) {
    assertThat(names(text, Hints.NONE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          收货人：王小明，电话13800138000 | 王小明
          姓名: 欧阳修文 | 欧阳修文
          联系人史瑶景17817244031 | 史瑶景
          宁夏银川兴庆区和平街103号，姜荣杰收，18420721853 | 姜荣杰
          您好，我叫林若曦，想查订单 | 林若曦
          感谢许文博先生的支持 | 许文博
          {"receiver":"崔一荷","tel":"13631321248"} | 崔一荷
          msg={\\"receiver\\":\\"崔一荷\\"} | 崔一荷
          userName=易建平 reason=密码错误 | 易建平
          <realName>康永年</realName> | 康永年
          户名扎西·次仁 卡号5525 | 扎西·次仁
          古丽娜尔·艾山，13800138000 | 古丽娜尔·艾山
          收件人：陳曉東 電話：0912345678 | 陳曉東
          请补充皇甫溪若的身份证照片 | 皇甫溪若
          Customer 周荣盛 called | 周荣盛
          张伟和他说好了，周末一起去爬山 | 张伟
          经查，唐志刚于2021年3月收受财物 | 唐志刚
          收货人：李宁，电话13800138000 | 李宁
          联系人：胡国栋 | 胡国栋
          收货人：赵家栋，阳光花园5栋302室 | 赵家栋
          法定代表人:雷军 | 雷军
          收货人：诸葛亮 | 诸葛亮
          尊敬的欧阳娜娜女士 | 欧阳娜娜
          姓名：张 伟 | 张 伟
          姓 名:汪红  性 别:女  民 族:汉 | 汪红
          姓名：李　娜　　住　址：暂无 | 李　娜
          姓 名：王  芳 | 王  芳
          联系人：欧阳 娜娜 | 欧阳 娜娜
          收件人：李 小明 电话 见附件 | 李 小明
          {"name":"张 伟","age":3} | 张 伟
          收货人：扎西顿珠 | 扎西顿珠
          姓名：阿依古丽·买买提 | 阿依古丽·买买提
          姓名：阿依古丽 | 阿依古丽
          收件人买买提江，电话见附件 | 买买提江
          您好，我叫达瓦次仁，想查订单 | 达瓦次仁
          旅客姓名：斯琴高娃 | 斯琴高娃
          感谢格桑梅朵女士的支持 | 格桑梅朵
          姓名：德吉 | 德吉
          """)
  void aNameIsFoundWithItsExactBounds(String text, String name) {
    assertThat(names(text, Hints.NONE)).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "他高兴地说，今天任何安排都可以取消",
        "这个方太油烟机和老板油烟机哪个好",
        "从和田到喀什开车要一天",
        "“马应龙”联名款蓝牙耳机，“曹操出行”优惠券",
        "白象方便面、李宁跑鞋、云南白药、长沙臭豆腐、王者荣耀、老干妈、周大福、万科",
        "周杰伦演唱会门票、雷军发布会直播、诸葛亮草船借箭的故事",
        "收货人：方太",
        "会员等级：金卡",
        "黄山毛峰一级 250g",
        "金额、高清、包邮、黄金、任何、安全、常用、时间、关于、程序、项目、单号、钱包",
        "收货人：毛**，电话138****8000",
        "客户：张某，李某某",
        "甲方：云帆科技有限公司",
        "米白色连帽卫衣、高腰牛仔裤、金银花茶，单品包邮，尚品家居，成长快乐",
        "想买谢馥春的鸭蛋粉和王星记的扇子",
        "王先生和赵老师来过，李经理没有来",
        "本店位于中山路步行街，靠近解放大道",
        "收件地址赵家湾7号",
        "法人：无，联系人：同上，客户：不详",
        "姓名：王 电话：见附件",
        "联系人：王 女士",
        "收货人：陈 收",
        "商品：高 清 方 太",
        "客户：高 清",
        "品牌：扎西德勒，产地：乌兰察布",
        "阿克苏苹果，和田玉枣，乌兰牧骑演出",
        "客户：阿里巴巴，收货人：沃尔玛，联系人：西门子"
      })
  void whatOnlyBeginsLikeANameIsNone(String text) {
    assertThat(names(text, Hints.NONE)).isEmpty();
  }

  @Test
  void theNameOfAColumnSaysThatItsValueIsAName() {
    assertThat(names("苏木", Hints.of("receiver_name"))).containsExactly("苏木");
    assertThat(names("张小泉", Hints.of("brand"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"realName":"Zhang Wei","phone":"13800001111"} | Zhang Wei
          姓名: Li Xiaoming 护照号见附件 | Li Xiaoming
          Recipient: Wang Fang, Tel 13900001111 | Wang Fang
          """)
  void aNameInPinyinIsFoundBehindALabelOnly(String text, String name) {
    assertThat(names(text, Hints.NONE)).containsExactly(name);
    assertThat(names(name + " was here", Hints.NONE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: Content-Type",
        "userName=admin",
        "title: Li Bai Poems",
        "Contact: Long Beach",
        "name: Sun Microsystems",
        "Error: Bad Gateway"
      })
  void latinWordsThatAreNoNamesAreNone(String text) {
    assertThat(names(text, Hints.NONE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brand,qty\n孔凤春,3\n谢春林,4",
        "| 品牌 | 数量 |\n|---|---|\n| 谢春林 | 3 |",
        "商品名称\t单价\n谢春林\t12"
      })
  void theHeadOfAColumnSaysThatItsCellsAreNoNames(String table) {
    assertThat(names(table, Hints.NONE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "receiver,qty\n苏木,3",
        "| 序号 | 姓名 |\n|---|---|\n| 1 | 苏木 |",
        "+----+------+\n| id | xm   |\n+----+------+\n| 1  | 苏木 |\n+----+------+",
        "联系人\n苏木\n电话\n见附件"
      })
  void theHeadOfAColumnSaysThatItsCellsAreNames(String table) {
    assertThat(names(table, Hints.NONE)).containsExactly("苏木");
  }

  @Test
  void twoNamesSideBySideAreTwo() {
    assertThat(names("见证律师：万晓峰、龙思琪", Hints.NONE)).containsExactly("万晓峰", "龙思琪");
    assertThat(names("许佩和王森睿都说没收到", Hints.NONE)).containsExactly("许佩", "王森睿");
  }
}
