import CoreModule
import Diagnostics
import Testing
import WIT

@testable import Session

@Suite struct FeatureChoiceTests {
  @Test func namesOfProposalsTurnThoseOnAndOff() throws {
    let choice = try #require(FeatureChoice("-simd, custom-page-sizes"))
    #expect(!choice.core.contains(.simd) && choice.core.contains(.customPageSizes) && choice.core.contains(.gc))
    #expect(!choice.wit.contains("simd") && !choice.wit.includesAll)
    #expect(try #require(FeatureChoice("wasm2,gc")).core == CoreFeatures.wasm2.union(CoreFeatures(.gc)))
  }

  @Test func otherNamesAreGates() throws {
    let choice = try #require(FeatureChoice("active,fancy-2,threads"))
    #expect(choice.core == .supported)
    #expect(choice.wit.contains("active") && choice.wit.contains("fancy-2") && !choice.wit.contains("other"))
    // A gate of a proposal's name is turned on with it.
    #expect(choice.wit.contains("threads"))
  }

  @Test func allIsBoth() throws {
    let choice = try #require(FeatureChoice("all"))
    #expect(choice == .all)
    #expect(choice.core == .all && choice.wit.contains("anything"))
    let nothing = try #require(FeatureChoice("all,-all"))
    #expect(nothing.core == CoreFeatures(.wasm1) && !nothing.wit.contains("anything"))
    #expect(FeatureChoice("")?.core == .supported)
  }

  @Test(arguments: ["-fancy", "-wasm2", "a b_c", "3d", "a--b", "é", "-"])
  func refusesWhatIsNoName(text: String) {
    #expect(FeatureChoice(text) == nil)
  }

  @Test func aComponentIsHeldToThem() throws {
    // A component with one type, a list of four bytes.
    let component: [UInt8] = [0, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0, 7, 4, 1, 0x67, 0x7D, 4]
    func validate(_ features: FeatureChoice) throws {
      _ = try ComponentSource(binary: component, path: "c.wasm", features: features).validated()
    }
    #expect(throws: SessionError.self) { try validate(.usual) }
    #expect(throws: Never.self) { try validate(.all) }
    let choice = try #require(FeatureChoice("cm-fixed-length-lists"))
    #expect(throws: Never.self) { try validate(choice) }
    #expect(choice.component != FeatureChoice.all.component && choice.core == .supported)
  }

  @Test func aModuleOfAComponentIsHeldToThem() throws {
    // A component with one core module whose function has a parameter of v128.
    let module: [UInt8] = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 1, 5, 1, 0x60, 1, 0x7B, 0]
    let component = [0, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0, 1, UInt8(module.count)] + module
    #expect(throws: Never.self) {
      try InstanceRecipe.component(
        ComponentSource(binary: component, path: "c.wasm", features: .usual))
    }
    let choice = try #require(FeatureChoice("-simd"))
    let error = #expect(throws: SessionError.self) {
      try InstanceRecipe.component(ComponentSource(binary: component, path: "c.wasm", features: choice))
    }
    #expect(error?.diagnostics.first?.code.number == 413)
  }
}
