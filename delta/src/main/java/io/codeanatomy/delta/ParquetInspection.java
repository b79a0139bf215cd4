// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Looks at the footer of a Parquet file, and at nothing else of it. */
final class ParquetInspection {

  private final Path file;
  private final Schema schema;

  ParquetInspection(Path file, Schema schema) {
    this.file = file;
    this.schema = schema;
  }

  DataFile inspect() {
    ParquetMetadata footer = footer(file);
    checkCodecs(footer);
    ParquetSchemaCheck check = new ParquetSchemaCheck(file);
    check.check(footer.getFileMetaData().getSchema(), schema);
    FooterStatistics statistics = new FooterStatistics(footer);
    new NullCheck(file, statistics).check(footer.getFileMetaData().getSchema(), schema);
    try {
      return new DataFile(
          file,
          Files.size(file),
          Files.getLastModifiedTime(file).toMillis(),
          statistics.rowCount(),
          statistics.columns(schema),
          Map.of());
    } catch (IOException e) {
      throw DeltaErrors.io(file, "cannot be read", e);
    }
  }

  /**
   * The footer of a file.
   *
   * @throws DeltaException if there is no file, or no whole one
   */
  static ParquetMetadata footer(Path file) {
    if (!Files.isRegularFile(file)) {
      throw DeltaErrors.fileNotFound(file);
    }
    // Without a configuration of its own, Parquet asks Hadoop's.
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    LocalInputFile input = new LocalInputFile(file);
    try (SeekableInputStream stream = input.newStream()) {
      return ParquetFileReader.readFooter(input, options, stream);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw DeltaErrors.io(file, "cannot be read", e);
    } catch (IOException | RuntimeException e) {
      throw DeltaErrors.damagedFile(file, e);
    }
  }

  private void checkCodecs(ParquetMetadata footer) {
    for (BlockMetaData block : footer.getBlocks()) {
      for (ColumnChunkMetaData column : block.getColumns()) {
        CompressionCodecName codec = column.getCodec();
        if (codec == CompressionCodecName.BROTLI || codec == CompressionCodecName.LZO) {
          throw DeltaErrors.unreadableCodec(file, codec.name());
        }
      }
    }
  }
}
