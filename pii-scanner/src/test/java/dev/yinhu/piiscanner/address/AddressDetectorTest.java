package dev.yinhu.piiscanner.address;

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

class AddressDetectorTest {
  private static final AddressDetector DETECTOR = new AddressDetector();

  private static List<String> addresses(String text, Hints hints) {
    List<Candidate> found = new ArrayList<>();
    FoldedText folded = FoldedText.of(text);
    DETECTOR.detect(folded, hints, found::add);
    return found.stream()
        .map(candidate ->
            text.substring(
                folded.originalStart(candidate.start()), folded.originalEnd(candidate.end())))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          收货地址：江苏省南京市玄武区科技园南路420号桃源居B座30层，电话 | 江苏省南京市玄武区科技园南路420号桃源居B座30层
          放在黑龙江省哈尔滨市南岗区李庄7号门卫 | 黑龙江省哈尔滨市南岗区李庄7号
          宁夏回族自治区 银川市 兴庆区 湖滨南路819号 桃源居30栋3单元101室，收件贾强 | 宁夏回族自治区 银川市 兴庆区 湖滨南路819号 桃源居30栋3单元101室
          寄安徽合肥蜀山区建设路979号东方明珠公寓9栋4单元2701室 | 安徽合肥蜀山区建设路979号东方明珠公寓9栋4单元2701室
          北京市东城区学院路188号金色家园A座5层 | 北京市东城区学院路188号金色家园A座5层
          金华市义乌市城关镇南街村74号 | 金华市义乌市城关镇南街村74号
          住址：山西省运城市夏县埝掌镇崔家河村第三居民组 | 山西省运城市夏县埝掌镇崔家河村第三居民组
          到朝阳区望京西园四区410号楼1单元1202接人 | 朝阳区望京西园四区410号楼1单元1202
          地址：河南省郑州市金水区花园路39号国贸360广场B座801（聂文远收） | 河南省郑州市金水区花园路39号国贸360广场B座801
          住3栋2单元602室 | 3栋2单元602室
          寄到杭州市拱墅区莫干山路972号那个店了 | 杭州市拱墅区莫干山路972号
          我在石景山区八角南里11栋4门601，到了打电话 | 石景山区八角南里11栋4门601
          地址：福建省厦门市思明区前埔东路266号之六 | 福建省厦门市思明区前埔东路266号之六
          浙江省金华市义乌市福田街道商贸城五区3街8102号 | 浙江省金华市义乌市福田街道商贸城五区3街8102号
          送到郑州市金水区文化路与东风路交叉口向南150米路西 | 郑州市金水区文化路与东风路交叉口向南150米路西
          地址：臺北市大安區忠孝東路四段216號 | 臺北市大安區忠孝東路四段216號
          {"addr":"海淀区中关村大街27号1101"} | 海淀区中关村大街27号1101
          """)
  void anAddressIsFoundWithItsExactBounds(String text, String address) {
    assertThat(addresses(text, Hints.NONE)).containsExactly(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "北京市和上海市的房价都很高，广州市也不低",
        "籍贯：河北省保定市；民族：汉",
        "上海市公安局浦东分局已经立案调查",
        "广东省深圳市某公司因违规被处罚",
        "本店位于中山路步行街，靠近解放大道",
        "抽检：京东A11185仓，批次合格",
        "武汉热干面、北京烤鸭、新疆和田枣、贵州茅台镇酱香酒",
        "乘坐地铁2号线到人民广场站3号口出",
        "北京时间8点30分，上海证券交易所开市，3号楼会议室见",
        "（2023）京0105民初12345号，北京市朝阳区人民法院",
        "省市区省市区，号号号号"
      })
  void whatOnlyNamesAPlaceIsNone(String text) {
    assertThat(addresses(text, Hints.NONE)).isEmpty();
  }

  @Test
  void theNameOfAColumnMakesAShortAddressEnough() {
    assertThat(addresses("讷河市拉哈镇中心街", Hints.of("home_address"))).hasSize(1);
    assertThat(addresses("讷河市拉哈镇中心街", Hints.NONE)).isEmpty();
  }
}
