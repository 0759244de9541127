using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Lake.Iceberg.Avro;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Avro;

public sealed class AvroTests
{
    private const string Schema =
        """
        {"type":"record","name":"r","fields":[
        {"name":"b","type":"boolean","field-id":1},{"name":"l","type":"long","field-id":2},{"name":"s","type":["null","string"],"field-id":3},
        {"name":"a","type":{"type":"array","items":"int"},"field-id":4},{"name":"d","type":"double","field-id":5},{"name":"y","type":"bytes","field-id":6}]}
        """;

    [Fact]
    public void What_is_written_is_read() => Prop.ForAll(
        ArbMap.Default.ArbFor<(bool, long, string?, int[], double, byte[])[]>(),
        rows =>
        {
            var writer = new AvroFileWriter(Schema, [new("key", "value ü")]);
            foreach (var (b, l, s, a, d, y) in rows)
            {
                writer.Append(avro =>
                {
                    avro.Boolean(b);
                    avro.Long(l);
                    if (avro.Optional(s is not null))
                    {
                        avro.String(s ?? "");
                    }

                    avro.Array(a, i => avro.Long(i));
                    avro.Double(d);
                    avro.Bytes(y);
                });
            }

            var file = AvroFile.Read(writer.Finish());
            file.Text("key").ShouldBe("value ü");
            file.Records.Count.ShouldBe(rows.Length);
            foreach (var (record, (b, l, s, a, d, y)) in file.Records.Zip(rows))
            {
                record.GetBoolean(1, "b").ShouldBe(b);
                record.GetLong(2, "l").ShouldBe(l);
                record.GetString(3, "s").ShouldBe(s is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(s)));
                record.GetList(4, "a").ShouldNotBeNull().ShouldBe(a.Cast<object>());
                record.Get(5, "d").ShouldBe(d);
                record.GetBytes(6, "y").ShouldBe(y);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fields_are_found_by_id_else_by_name()
    {
        var schema = AvroSchemaReader.Read(Encoding.UTF8.GetBytes(
            """{"type":"record","name":"r","fields":[{"name":"old_name","type":"int","field-id":7},{"name":"plain","type":"int"}]}"""));
        schema.IndexOf(7, "new_name").ShouldBe(0);
        schema.IndexOf(8, "plain").ShouldBe(1);
        schema.IndexOf(9, "none").ShouldBe(-1);
    }

    [Fact]
    public void Named_types_are_used_again()
    {
        var schema = AvroSchemaReader.Read(Encoding.UTF8.GetBytes(
            """
            {"type":"record","name":"r","fields":[{"name":"a","type":["null",{"type":"fixed","name":"ns.f","size":3}]},{"name":"b","type":"f"}]}
            """));
        schema.Fields[1].Schema.Size.ShouldBe(3);
        var decoder = new AvroDecoder([0, 1, 2, 3]);
        ((AvroRecord)decoder.Read(schema).ShouldNotBeNull()).GetBytes(0, "b").ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Array_blocks_may_carry_their_size()
    {
        var schema = AvroSchemaReader.Read("""{"type":"array","items":"int"}"""u8.ToArray());
        var decoder = new AvroDecoder([3, 4, 2, 4, 1, 2, 6, 0]);
        decoder.Read(schema).ShouldBe(new List<object?> { 1, 2, 3 });
    }

    [Theory]
    [InlineData("no-avro", "it is not an Avro file")]
    [InlineData("cut-in-header", "the data end too early")]
    [InlineData("cut-in-block", "the data end too early")]
    [InlineData("wrong-sync-marker", "a block does not end where it should")]
    [InlineData("unknown-codec", "'snappy' is not supported")]
    public void Damaged_files_are_refused(string damage, string message)
    {
        var writer = new AvroFileWriter("""{"type":"record","name":"r","fields":[{"name":"s","type":"string"}]}""", []);
        writer.Append(avro => avro.String("some text"));
        var bytes = writer.Finish();
        bytes = damage switch
        {
            "no-avro" => "PAR1"u8.ToArray(),
            "cut-in-header" => bytes[..30],
            "cut-in-block" => bytes[..^20],
            "wrong-sync-marker" => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)],
            _ => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("\u000edeflate", "\u000csnappy", StringComparison.Ordinal)),
        };
        Should.Throw<InvalidDataException>(() => AvroFile.Read(bytes)).Message.ShouldContain(message);
    }

    [Fact]
    public void No_bytes_at_all_upset_the_reader() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        tail =>
        {
            byte[] bytes = [.. AvroFile.Magic, .. tail];
            Should.Throw<Exception>(() => AvroFile.Read(bytes)).ShouldBeAssignableTo<Exception>().ShouldSatisfyAllConditions(
                e => (e is InvalidDataException or System.Text.Json.JsonException).ShouldBeTrue(e.ToString()));
        }).QuickCheckThrowOnFailure();
}
