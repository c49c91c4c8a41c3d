/// The components of examples/ that are embedded in the program, so that it has something to show without any file.
package enum ExampleComponents {
  /// `arithmetic:overflow`, world `library`, from C: the bytes of examples/overflow/library-c.wasm.
  package static var overflowC: [UInt8] { PackageResources.library_c_wasm }
}
