import Testing

@testable import Session

@Suite struct SettingTests {
  @Test func readsCountsWithScales() {
    #expect(Settings.count("1_000") == 1000)
    #expect(Settings.count("64k") == 65_536)
    #expect(Settings.count("2G") == 2 << 30)
    for text in ["", "k", "-1", "1.5", "99999999999999999999", "18446744073709551615k"] {
      #expect(Settings.count(text) == nil)
    }
  }

  @Test func readsSecondsWithDecimals() {
    #expect(Settings.seconds("2.5") == .milliseconds(2500))
    #expect(Settings.seconds("10") == .seconds(10))
    #expect(Settings.seconds(".25") == .milliseconds(250))
    for text in ["", ".", "-1", "1e3", "1.2.3", "99999999999"] { #expect(Settings.seconds(text) == nil) }
  }

  @Test func writesWhatItReads() {
    var settings = Settings()
    for (setting, text) in [
      (Setting.fuel, "1000"), (.timeout, "2.5"), (.maxMemory, "65536"), (.watch, "off"), (.features, "b,-simd,a"),
      (.fuel, "none"), (.features, "none"),
    ] {
      let accepted = settings.change(setting, to: text)
      #expect(accepted)
      #expect(settings.text(of: setting) == text)
    }
    for (setting, text) in [
      (Setting.watch, "maybe"), (.features, "-fancy"), (.features, "a b,c_d"), (.features, "-wasm2"),
    ] {
      let refused = settings.change(setting, to: text)
      #expect(!refused, "\(text)")
    }
  }

  @Test func fuelIsLimitedUnlessItIsTakenAway() {
    #expect(Settings().fuel == 50_000_000_000)
  }
}
