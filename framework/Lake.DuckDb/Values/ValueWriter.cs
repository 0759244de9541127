using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;
using Lake.DuckDb.Handles;
using Lake.DuckDb.Native;

namespace Lake.DuckDb.Values;

/// <summary>CLR values as parameters and appended cells: the classes that are read, and the usual narrower ones.</summary>
[SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes what is created here.")]
internal static unsafe class ValueWriter
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    /// <exception cref="ArgumentException">There is no SQL type for the value's class.</exception>
    public static ValueHandle Create(object? value) => CreateNumber(value) ?? CreateTime(value) ?? CreateOther(value);

    private static ValueHandle? CreateNumber(object? value) => value switch
    {
        sbyte or short or int => BoundValues.Create(Convert.ToInt32(value, null)),
        byte or ushort => BoundValues.Create(Convert.ToInt32(value, null)),
        uint number => BoundValues.Create((long)number),
        long number => BoundValues.Create(number),
        ulong number => BoundValues.Create(number),
        BigInteger number when number.Sign >= 0 && number > (BigInteger)Int128.MaxValue =>
            BoundValues.CreateUHugeInt(NativeHugeInt.Of((UInt128)number)),
        BigInteger number => BoundValues.CreateHugeInt(NativeHugeInt.Of((Int128)number)),
        float number => BoundValues.Create(number),
        double number => BoundValues.Create(number),
        decimal number => CreateDecimal(number),
        DuckDbDecimal number => CreateDecimal(number),
        _ => null,
    };

    private static ValueHandle? CreateTime(object? value) => value switch
    {
        DateOnly date => BoundValues.CreateDate(date.DayNumber - Epoch.DayNumber),
        DuckDbDate date => BoundValues.CreateDate(date.Days),
        TimeOnly time when time.Ticks % 10 == 0 => BoundValues.CreateTime(time.Ticks / 10),
        TimeOnly time => BoundValues.CreateTimeNs(time.Ticks * 100),
        DuckDbTime time => BoundValues.CreateTimeNs(time.Nanoseconds),
        DuckDbTimestamp { IsInstant: true } timestamp => BoundValues.CreateTimestampTz(timestamp.Microseconds),
        DuckDbTimestamp { Nanoseconds: 0 } timestamp => BoundValues.CreateTimestamp(timestamp.Microseconds),
        DuckDbTimestamp timestamp => BoundValues.CreateTimestampNs((timestamp.Microseconds * 1000) + timestamp.Nanoseconds),
        DuckDbInterval interval => BoundValues.Create(interval),
        _ => null,
    };

    private static ValueHandle CreateOther(object? value) => value switch
    {
        null => BoundValues.CreateNull(),
        bool flag => BoundValues.Create(flag),
        string text => CreateVarchar(text),
        byte[] bytes => CreateBlob(bytes),
        Guid id => CreateUuid(id),
        _ => Refuse(value),
    };

    private static ValueHandle Refuse(object value) =>
        throw new ArgumentException($"A {value.GetType().Name} cannot be given to DuckDB as a value.", nameof(value));

    private static ValueHandle CreateDecimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var unscaled = unchecked(((UInt128)(uint)bits[2] << 64) | ((UInt128)(uint)bits[1] << 32) | (uint)bits[0]);
        return CreateDecimal(new DuckDbDecimal(value < 0 ? -(BigInteger)unscaled : unscaled, value.Scale));
    }

    private static ValueHandle CreateDecimal(DuckDbDecimal value) =>
        BoundValues.Create(new NativeDecimal(38, checked((byte)value.Scale), NativeHugeInt.Of((Int128)value.Unscaled)));

    private static ValueHandle CreateVarchar(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
        {
            return BoundValues.CreateVarchar(start, (ulong)bytes.Length);
        }
    }

    private static ValueHandle CreateBlob(byte[] bytes)
    {
        fixed (byte* start = bytes)
        {
            return BoundValues.CreateBlob(start, (ulong)bytes.Length);
        }
    }

    private static ValueHandle CreateUuid(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BoundValues.CreateUuid(NativeHugeInt.Of(BinaryPrimitives.ReadUInt128BigEndian(bytes)));
    }
}
