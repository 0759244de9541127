using System.Globalization;
using System.Text;
using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary>A Python bytes object, as <c>str.encode</c> gives it.</summary>
public sealed class PyBytes(byte[] bytes) : JinjaObject
{
    public override string TypeName => "bytes";

    public override long? Length => bytes.Length;

    public override bool IsSequence => true;

    public override string Repr
    {
        get
        {
            var quote = bytes.Contains((byte)'\'') && !bytes.Contains((byte)'"') ? '"' : '\'';
            return "b" + quote + string.Concat(bytes.Select(b => Escape(b, quote))) + quote;
        }
    }

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Throws Python's error for characters that the encoding lacks, unless they shall be ignored or replaced.</summary>
    public static PyBytes Encode(string text, string encoding, string errors)
    {
        // One mark for a character, not for each half of one.
        text = errors == "replace" && Find(encoding).IsSingleByte
            ? string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp ? rune.ToString() : "?"))
            : text;
        var found = (Encoding)Find(encoding).Clone();
        found.EncoderFallback = errors switch
        {
            "ignore" => new EncoderReplacementFallback(""),
            "replace" => new EncoderReplacementFallback("?"),
            _ => EncoderFallback.ExceptionFallback,
        };
        try
        {
            return new PyBytes(found.GetBytes(text));
        }
        catch (EncoderFallbackException error)
        {
            throw new JinjaError(ErrorKind.ValueError, $"'{encoding}' codec can't encode character in position {error.Index}", error);
        }
    }

    public string Decode(string encoding) => Find(encoding).GetString(bytes);

    public PyBytes Slice(IEnumerable<long> indexes) => new([.. indexes.Select(index => bytes[(int)index])]);

    public override bool Contains(object? item) => item switch
    {
        PyBytes part => bytes.AsSpan().IndexOf(part.Bytes.Span) >= 0,
        _ when PyNumber.IsInteger(item) => PyNumber.ToIndex(item) is >= 0 and <= 255 and var wanted
            ? bytes.Contains((byte)wanted)
            : throw JinjaError.Value("byte must be in range(0, 256)"),
        _ => throw JinjaError.Type($"a bytes-like object is required, not '{PyValue.TypeName(item)}'"),
    };

    public override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        result = operation switch
        {
            BinaryOperator.Add when other is PyBytes theirs && !reflected => new PyBytes([.. bytes, .. theirs.Bytes.Span]),
            BinaryOperator.Multiply when PyNumber.IsInteger(other) => Repeat(PyNumber.ToIndex(other)),
            _ => null,
        };
        return result is not null;
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "decode" => NativeFunction.Create(name, "encoding='utf-8', errors='strict'", a => Decode(PyText.Of(a[0]))),
            "hex" => new NativeFunction(name, _ => Convert.ToHexStringLower(bytes)),
            _ => null,
        };
        return value is not null;
    }

    public override bool TryGetItem(object? key, out object? value)
    {
        var index = PyNumber.IsInteger(key) ? PyNumber.ToIndex(key) : long.MaxValue;
        index = index < 0 ? index + bytes.Length : index;
        var found = index >= 0 && index < bytes.Length;
        value = found ? PyBox.Of((long)bytes[index]) : null;
        return found;
    }

    public override IEnumerator<object?> Iterate() => bytes.Select(b => PyBox.Of((long)b)).GetEnumerator();

    public override bool EqualTo(object? other) => other is PyBytes theirs && bytes.AsSpan().SequenceEqual(theirs.Bytes.Span);

    public override int Hash()
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    private PyBytes Repeat(long times)
    {
        PyString.Guard(bytes.Length, times);
        return new PyBytes([.. Enumerable.Repeat(bytes, (int)Math.Max(0, times)).SelectMany(part => part)]);
    }

    private static string Escape(byte b, char quote) => (char)b switch
    {
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        var c when c == quote => "\\" + c,
        >= ' ' and < '\x7f' and var c => c.ToString(),
        _ => "\\x" + b.ToString("x2", CultureInfo.InvariantCulture),
    };

    private static Encoding Find(string name) => name.ToLowerInvariant().Replace("_", "-", StringComparison.Ordinal) switch
    {
        "utf-8" or "utf8" => new UTF8Encoding(false),
        "ascii" or "us-ascii" => Encoding.ASCII,
        "latin-1" or "latin1" or "iso-8859-1" => Encoding.Latin1,
        "utf-16-le" => new UnicodeEncoding(false, false),
        _ => throw new JinjaError(ErrorKind.ValueError, $"unknown encoding: {name}"),
    };
}
